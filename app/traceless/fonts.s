// This file lets fonts.go name a function without a body.
