package bombtest

import "time"

// mixture is several attacks at once, as those who sell them offer: shares of each that
// change with time.
var mixture = attack("a mixture of several kinds", "https://southridgetech.com/?p=5693 and https://www.hexaport.io/post/you-ve-got-mail-a-lot-of-spam", 125, []rhythm{even, waves, bursts, everyOtherDay}, writeMixture)

func writeMixture(a *attacker) writer {
	kinds := []func(*attacker) writer{writeJoeJob, writeHelpDesks, writeRegistrations, writeOptIns, writeOptIns, writeOpenLists, writeResets, writeCodes, writeContactForms, writeVacations, writeBotnet, writeNonsense, writeAlikes, writeHackedAccounts, writeNothingAlike}
	a.r.Shuffle(len(kinds), func(i, j int) { kinds[i], kinds[j] = kinds[j], kinds[i] })
	parts := make([]writer, 3+a.r.IntN(4))
	for i := range parts {
		parts[i] = kinds[i](a)
	}
	leading := 0
	return func(at time.Time) note {
		if chance(a.r, 2) {
			leading = a.r.IntN(len(parts))
		}
		if chance(a.r, 50) {
			return parts[leading](at)
		}
		return pick(a.r, parts)(at)
	}
}
