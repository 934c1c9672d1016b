package mime

import (
	"path"
	"strings"
)

// CanRun reports whether a file of that name may be a program to some system, or
// hold one that is run when the file is opened.
func CanRun(name string) bool {
	name = strings.ToLower(strings.TrimRight(strings.TrimSpace(name), ". "))
	return runnable[strings.TrimPrefix(path.Ext(name), ".")]
}

// runnable are the ends of the names of such files. They are put together from
//
//   - what Outlook blocks ("Blocked attachments in Outlook", support.microsoft.com),
//   - the types that Chromium calls dangerous or asks about
//     (components/safe_browsing/content/resources/download_file_types.asciipb),
//   - Office files that may hold macros or add-ins ("File formats that are supported in
//     Office", and the list of "Block macros from running in Office files from the internet"),
//   - what macOS opens as a program, an installer or a disk
//     (CoreTypes.bundle, LSRiskCategoryUnsafeExecutable),
//   - what desktops on Linux run or install
//     (application/x-executable and its kin in shared-mime-info).
var runnable = extensions(
	// Windows: programs, parts of them, what installs or registers them, and links to any of these
	`exe com bat cmd scr pif cpl dll ocx sys drv vxd efi msi msp mst msix msixbundle appx appxbundle appinstaller application appref-ms
	xbap gadget hlp chm hta inf ins isp its job jse js mjs jsb lnk url website scf mad maf mag mam maq mar mas mat mau mav maw mda mdb mde
	mdt mdw mdz msc msh msh1 msh2 mshxml msh1xml msh2xml mcf mmc ops osd pcd plg prg ps1 ps1xml ps2 ps2xml psc1 psc2 psm1 psd1 psdm1 cdxml
	pssc reg rgs sct shb shs theme themepack deskthemepack vb vbe vbp vbs vsmacros vsw wsc wsf wsh ws xnk diagcab diagcfg diagpkg
	library-ms search-ms searchconnector-ms settingcontent-ms webpnp partial rdp ade adp asp aspx asx bas csh fxp ksh htc hpj msrcincident
	printerexport jnlp jar class pl py pyc pyo pyw pyz pyzw rb lua tcl php php3 phtml ahk au3 nsi sfx mht mhtml
	msu ppkg wsb vsto prf cnt grp appcontent-ms nsh u3p vbscript ax air swf crx xpi vsix`,
	// disks in a file, and archives that hide what is in them from the mark of the web
	`iso img vhd vhdx wim udf daa nrg isz cab one onepkg onetoc2`,
	// Office: macros, add-ins, queries that fetch what they run
	`docm dotm xlsm xltm xlsb xla xlam xll xlm pptm potm ppam ppsm ppa sldm wll wwl accda accdb accde accdr accdt accdu mdn laccdb wiz
	vsdm vssm vstm slk iqy oqy rqy dqy odc udl oxt`,
	// macOS: programs, installers, disks, scripts, what changes settings
	`dmg pkg mpkg app action workflow scpt scptd applescript command tool terminal term inetloc webloc fileloc ftploc afploc mobileconfig
	configprofile prefpane saver qlgenerator mdimporter kext dylib plugin wdgt sparseimage sparsebundle networkconnect internetconnect
	savedsearch safariextz ipa xpc osax wflow shortcut
	cdr dart dc42 diskcopy42 dmgpart dvdr imgpart ndif smi toast udif xip`,
	// Linux and other Unixes: programs, packages, launchers, scripts
	`appimage desktop sh bash zsh fish dash run bundle out so elf ko deb udeb rpm snap flatpak flatpakref flatpakrepo apk xapk shar kdelnk tcsh cgi`,
)

func extensions(lists ...string) map[string]bool {
	all := make(map[string]bool)
	for _, list := range lists {
		for _, ext := range strings.Fields(list) {
			all[ext] = true
		}
	}
	return all
}
