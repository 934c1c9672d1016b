package pop3

import "slices"

// methodsUpTo leaves out of the ways what weighs more than the heaviest that may be used.
// Where nothing remains that is a [WeakerError], which tells what was refused just now.
func (a *loginAttempt) methodsUpTo(most int, ways []loginMethod, refused *Error) ([]loginMethod, error) {
	if len(ways) == 0 {
		return nil, ErrNoLogin
	}
	var fit, more []loginMethod
	for _, m := range ways {
		if a.weight(m.name) <= most {
			fit = append(fit, m)
		} else {
			more = append(more, m)
		}
	}
	if len(fit) > 0 {
		return fit, nil
	}
	best := slices.MinFunc(more, func(x, y loginMethod) int { return a.weight(x.name) - a.weight(y.name) })
	return nil, &WeakerError{
		Before: a.cred.Least, Offered: best.name, Reveals: a.cred.exposure(best.name),
		Encrypted: a.c.Encrypted(), Refused: refused, Unfit: a.c.Refused(),
	}
}

// maxAnyWeight is more than any way weighs.
const maxAnyWeight = 1 << 20

// maxWeight is the heaviest way that may be used without asking.
func (a *loginAttempt) maxWeight() int {
	if a.cred.Least == "" {
		return maxAnyWeight
	}
	return a.weight(a.cred.Least)
}

// weight is how much a way reveals, on this line; -1 for one that is not known.
func (a *loginAttempt) weight(name string) int {
	cred, encrypted := a.cred, a.c.Encrypted()
	order := cred.methodOrder()
	place := slices.Index(order, name)
	if place < 0 || !encrypted && cred.exposure(name) < ExposesSecret {
		return place
	}
	if encrypted {
		return int(max(cred.exposure(name), ExposesProof))
	}
	return len(order) // all that reveal the secret are equal
}

// exposure is what a way reveals.
func (cred Credentials) exposure(name string) Exposure {
	for _, m := range cred.mechanisms() {
		if m.Name() == name {
			return m.Exposes()
		}
	}
	if name == MethodAPOP {
		return exposesStamp
	}
	return ExposesSecret
}

// methodOrder names all ways of the credentials from the strongest to the weakest, as
// they count on a line that is not encrypted.
func (cred Credentials) methodOrder() []string {
	var safe, open []string
	for _, m := range cred.mechanisms() {
		if m.Exposes() == ExposesSecret {
			open = append(open, m.Name())
		} else {
			safe = append(safe, m.Name())
		}
	}
	return slices.Concat(safe, []string{MethodAPOP}, open, []string{MethodUser})
}
