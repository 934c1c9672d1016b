package lang

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// digits are how a language writes numbers. They are taken from a number that was written
// by CLDR's rules once, as that is too slow for every row of a list.
type digits struct {
	group, decimal string
	printer        *message.Printer // for languages that group in another way; nil for most
}

func digitsOf(t language.Tag) digits {
	p := message.NewPrinter(t)
	d := digits{group: between(p.Sprint(number.Decimal(12345678)), "12", "345"), decimal: between(p.Sprint(number.Decimal(1.5)), "1", "5")}
	if p.Sprint(number.Decimal(12345678)) != "12"+d.group+"345"+d.group+"678" || d.decimal == "" {
		d.printer = p
	}
	return d
}

// between is what stands in s between two parts, or nothing.
func between(s, a, b string) string {
	rest, found := strings.CutPrefix(s, a)
	middle, _, ends := strings.Cut(rest, b)
	if !found || !ends || strings.ContainsFunc(middle, unicode.IsDigit) {
		return ""
	}
	return middle
}

func (d digits) count(n int64) string {
	if d.printer != nil {
		return d.printer.Sprint(number.Decimal(n))
	}
	s, sign := strconv.FormatInt(n, 10), ""
	if n < 0 {
		s, sign = s[1:], "-"
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + d.group + s[i:]
	}
	return sign + s
}

// Count writes a whole number.
func Count(n int) string { return current.Load().digits.count(int64(n)) }

// Tenths writes a number with one digit behind the point, which is left out where it is 0.
func Tenths(v float64) string {
	d := current.Load().digits
	v = math.Round(v*10) / 10
	whole, part := math.Modf(v)
	if part == 0 {
		return d.count(int64(whole))
	}
	return TenthsKept(v)
}

// TenthsKept is [Tenths] where the digit stays, so that numbers stand under one another.
func TenthsKept(v float64) string {
	d := current.Load().digits
	if d.printer != nil {
		return d.printer.Sprint(number.Decimal(v, number.Scale(1)))
	}
	tenths := int64(math.Round(math.Abs(v) * 10))
	sign := ""
	if v < 0 && tenths > 0 {
		sign = "-"
	}
	return sign + d.count(tenths/10) + d.decimal + strconv.FormatInt(tenths%10, 10)
}
