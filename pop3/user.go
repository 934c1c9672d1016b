package pop3

// loginUserPass logs in with USER and PASS (RFC 1939 section 7).
func (c *Conn) loginUserPass(cred Credentials) error {
	if err := c.runLoginCommand("USER", cred.User); err != nil {
		return err
	}
	return c.runLoginCommand("PASS", cred.Password)
}
