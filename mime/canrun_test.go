package mime

import "testing"

func TestThreat_M16_ProgramsAreKnown(t *testing.T) {
	for _, name := range []string{
		"a.exe", "A.EXE", "x.pdf.exe", "x.exe.", "x.exe ", "x.exe . .", "a.appimage", "Pay.AppImage", "a.desktop", "a.command", "a.library-ms", "a.search-ms", "a.url", "a.scf",
		"a.xll", "a.chm", "a.py", "a.dmg", "a.pkg", "a.vhdx", "a.iso", "a.img", "a.one", "a.deb", "a.rpm", "a.docm", "a.xlsm", "a.lnk", "a.hta", "a.settingcontent-ms", "a.appinstaller",
		"a.msix", "a.ps1", "a.jse", "a.wsf", "a.reg", "a.rdp", "a.jar", "a.jnlp", "a.sh", "a.run", "a.flatpakref", "a.snap", "a.mobileconfig", "a.inetloc", "a.webloc", "a.terminal",
		"a.workflow", "a.pptm", "a.xlam", "a.ppam", "a.iqy", "a.slk", "a.theme", "a.diagcab", "a.application", "a.ipa", "a.apk", "a.vhd", "a.cab", "a.scpt", "a.searchconnector-ms", ".desktop",
		"a.msu", "a.wsb", "a.prf", "a.cnt", "a.grp", "a.vsto", "a.ppkg", "a.appcontent-ms", "a.vsdm", "a.vssm", "a.vstm", "a.nsh", "a.u3p", "a.vbscript", "a.air", "a.swf", "a.crx", "a.xpi",
		"a.vsix", "a.toast", "a.cdr", "a.smi", "a.dmgpart", "a.udif", "a.xip", "a.osax", "a.wflow", "a.shortcut", "a.cgi", "a.tcsh", "a.kdelnk", "a.ax",
	} {
		if !CanRun(name) {
			t.Errorf("%s can run, and nobody is told", name)
		}
	}
	for _, name := range []string{"", "exe", "photo", "a.pdf", "a.txt", "a.docx", "a.xlsx", "a.png", "a.jpg", "a.zip", "a.eml", "a.ics", "a.exe.txt", "a.csv", "a.mp3", "a.odt", "python", "a.p7s", "a.asc"} {
		if CanRun(name) {
			t.Errorf("%s is called a program", name)
		}
	}
}

func TestThreat_M15_DevicesOfWindows(t *testing.T) {
	for _, name := range []string{
		"CON", "con.txt", "Aux.tar.gz", "nul", "COM1.log", "COM0", "COM¹.txt", "lpt².pdf", "LPT³", "com9 .txt", "CONIN$", "conout$.txt", "CLOCK$", "clock$.doc", "desktop.ini", "Thumbs.db", "con  .x",
	} {
		if got := SafeName(name, ""); got != "_"+name {
			t.Errorf("%s is saved as %s", name, got)
		}
	}
	for _, name := range []string{"COM10.txt", "comic.txt", "lpt.txt", "console.log", "auxiliary.pdf", "nul_.txt", "COM⁴.txt", "com.txt", "clock.txt"} {
		if got := SafeName(name, ""); got != name {
			t.Errorf("%s is saved as %s", name, got)
		}
	}
}
