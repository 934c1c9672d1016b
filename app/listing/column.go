package listing

// Column is one column of the list.
type Column int

const (
	ByFrom Column = iota
	BySubject
	ByDate
	BySize
	ByTo
	NumColumns
	NoColumn Column = -1
)

// ColumnKeys are the names of the columns in the settings.
var ColumnKeys = [NumColumns]string{ByFrom: "from", BySubject: "subject", ByDate: "date", BySize: "size", ByTo: "to"}

// Rightward columns have their words at the right, as their digits stand under
// one another.
func (c Column) Rightward() bool { return c == ByDate || c == BySize }

// ColumnOf is the column that the settings call so, or [NoColumn].
func ColumnOf(key string) Column {
	for c, k := range ColumnKeys {
		if k == key {
			return Column(c)
		}
	}
	return NoColumn
}
