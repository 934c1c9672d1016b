package kit

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Icon is a drawing of strokes on a grid of 24, coloured when it is shown.
type Icon string

// The icons of the program: the inside of an SVG whose strokes take the colour.
const (
	IconNone      Icon = ""
	IconSearch    Icon = `<circle cx="11" cy="11" r="7"/><path d="M20 20L16 16"/>`
	IconDownload  Icon = `<path d="M12 4V15"/><path d="M7 11L12 16L17 11"/><path d="M5 20H19"/>`
	IconTrash     Icon = `<path d="M4 7H20"/><path d="M9 7V4H15V7"/><path d="M6 7L7 20H17L18 7"/>`
	IconMenu      Icon = `<path d="M4 7H20"/><path d="M4 12H20"/><path d="M4 17H20"/>`
	IconMore      Icon = `<path d="M5 12H5.01"/><path d="M12 12H12.01"/><path d="M19 12H19.01"/>`
	IconLock      Icon = `<rect x="5" y="11" width="14" height="9" rx="1"/><path d="M8 11V8C8 2.7 16 2.7 16 8V11"/>`
	IconUp        Icon = `<path d="M12 19V5"/><path d="M6 11L12 5L18 11"/>`
	IconDown      Icon = `<path d="M12 5V19"/><path d="M6 13L12 19L18 13"/>`
	IconCheck     Icon = `<path d="M5 12L10 17L19 7"/>`
	iconMinus     Icon = `<path d="M6 12H18"/>`
	IconClose     Icon = `<path d="M6 6L18 18"/><path d="M18 6L6 18"/>`
	IconPaperclip Icon = `<path d="M20 11L12 19C8 22.500 2 17 5.500 12.500L13.500 4.500C16 2 20.500 6 17.800 8.800L10 16.500"/>`
	IconEye       Icon = `<path d="M2 12C6 4.500 18 4.500 22 12C18 19.500 6 19.500 2 12"/><circle cx="12" cy="12" r="3"/>`
	IconEyeOff    Icon = `<path d="M2 12C6 4.500 18 4.500 22 12C18 19.500 6 19.500 2 12"/><path d="M4 4L20 20"/>`
	IconLetter    Icon = `<rect x="3" y="5" width="18" height="14" rx="2"/><path d="M4 7L12 13L20 7"/>`
	IconUnread    Icon = `<circle cx="12" cy="12" r="4"/>`
	IconLarge     Icon = `<path d="M5 20V12"/><path d="M12 20V4"/><path d="M19 20V9"/>`
	IconHeart     Icon = `<path d="M12 20C2 13 3 5 8 5C10.500 5 12 8 12 8C12 8 13.500 5 16 5C21 5 22 13 12 20"/>`
)

// drawing returns the icon in a colour. The name carries the colour because
// Fyne keeps rendered pictures by name.
func drawing(i Icon, c color.Color) fyne.Resource {
	if i == IconNone {
		return nil
	}
	h := hex(c)
	width := "1.7"
	if i == IconMore || i == IconCheck || i == iconMinus {
		width = "3"
	}
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="%s" stroke-width="%s" stroke-linecap="round" stroke-linejoin="round">%s</svg>`, h, width, string(i))
	return fyne.NewStaticResource(fmt.Sprintf("i%d%x-%s.svg", len(i), Checksum(string(i)), h), []byte(svg))
}

// Checksum tells two icons apart; FNV-1a.
func Checksum(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

func hex(c color.Color) string {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return fmt.Sprintf("#%02X%02X%02X", n.R, n.G, n.B)
}

// NewIcon makes a picture that [SetIcon] fills.
func NewIcon() *canvas.Image {
	img := canvas.NewImageFromResource(nil)
	img.FillMode = canvas.ImageFillContain
	img.ScaleMode = canvas.ImageScaleSmooth
	return img
}

// SetIcon changes the picture only when it is another one: a refresh of an
// image costs a rendering.
func SetIcon(img *canvas.Image, i Icon, c color.Color) {
	r := drawing(i, c)
	if r == nil {
		img.Hide()
		return
	}
	if img.Resource == nil || img.Resource.Name() != r.Name() {
		img.Resource = r
		img.Refresh()
	}
	img.Show()
}

// Logo is the mark of the program: a letter that waits. body is the colour of
// the envelope, flap that of its fold.
func Logo(body, flap, ring color.Color) fyne.Resource {
	b, f, r := hex(body), hex(flap), hex(ring)
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect x="4" y="14" width="56" height="42" rx="7" fill="%s"/>
<path d="M9 20L32 40L55 20" fill="none" stroke="%s" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>
<circle cx="52" cy="16" r="12" fill="%s"/><circle cx="52" cy="16" r="9" fill="#F5B82E"/></svg>`, b, f, r)
	return fyne.NewStaticResource("logo"+b+f+r+".svg", []byte(svg))
}

// SetLogo changes a picture only when it is another one.
func SetLogo(img *canvas.Image, r fyne.Resource) {
	if img.Resource == nil || img.Resource.Name() != r.Name() {
		img.Resource = r
		img.Refresh()
	}
}
