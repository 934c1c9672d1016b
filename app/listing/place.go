package listing

// Place is one of the fixed entries at the top.
type Place int

const (
	PlaceAll Place = iota
	PlaceUnread
	PlaceAttached
	PlaceLarge
	NoPlace
)

// largeFrom is from which size on a message counts as large.
const largeFrom = 1 << 20
