package bombtest

// Attacks are all kinds of attacks.
func Attacks() []Scene {
	return []Scene{
		joeJob, forgedBounces, vacations, helpDesks, registrations, optIns, openLists, resets, codes, contactForms, invitations, groups, siteInvitations,
		botnet, nonsense, alikes, pictures, selfSent, extortion, harasser, threads, disguised, hackedAccounts, nothingAlike, mixture,
	}
}
