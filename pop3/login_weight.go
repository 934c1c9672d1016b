package pop3

import "slices"

// methodsUpTo leaves out of the ways what weighs more than the heaviest that may be used.
// Where nothing remains that is a [WeakerError].
func (c *Conn) methodsUpTo(ways []loginMethod, cred Credentials, most int, refused *Error) ([]loginMethod, error) {
	if len(ways) == 0 {
		return nil, ErrNoLogin
	}
	var fit, more []loginMethod
	for _, m := range ways {
		if c.weight(cred, m.name) <= most {
			fit = append(fit, m)
		} else {
			more = append(more, m)
		}
	}
	if len(fit) > 0 {
		return fit, nil
	}
	best := slices.MinFunc(more, func(a, b loginMethod) int { return c.weight(cred, a.name) - c.weight(cred, b.name) })
	return nil, &WeakerError{Before: cred.Least, Offered: best.name, Reveals: cred.exposure(best.name), Encrypted: c.Encrypted(), Refused: refused, Unfit: c.Refused()}
}

// maxAnyWeight is more than any way weighs.
const maxAnyWeight = 1 << 20

// maxWeight is the heaviest way that may be used without asking.
func (c *Conn) maxWeight(cred Credentials) int {
	if cred.Least == "" {
		return maxAnyWeight
	}
	return c.weight(cred, cred.Least)
}

// weight is how much a way reveals, on this line; -1 for one that is not known.
func (c *Conn) weight(cred Credentials, name string) int {
	order := cred.methodOrder()
	place := slices.Index(order, name)
	if place < 0 || !c.Encrypted() && cred.exposure(name) < ExposesSecret {
		return place
	}
	if c.Encrypted() {
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
