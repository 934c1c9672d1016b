package ui

import "github.com/restante/restante/mime"

func isListMail(s *mime.Summary) bool { return false }
