package triage

// FoldAddress is the form in which addresses are compared and kept: two addresses
// that differ only in capitals are one.
func FoldAddress(addr string) string { return foldAddr(addr) }
