"""One part of the measurements with Python's poplib, one command at a time."""
import poplib
import ssl
import sys

part, host, port, tls, user, password, count = sys.argv[1:]
count = int(count)
if tls == "true":
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    pop = poplib.POP3_SSL(host, int(port), context=context)
else:
    pop = poplib.POP3(host, int(port))
pop.user(user)
pop.pass_(password)
if part == "page":
    last = pop.stat()[0]
elif part != "big":
    last = len(pop.list()[1])
    pop.uidl()
if part == "big":
    pop.retr(1)
elif part == "delete":
    for num in range(1, count + 1):
        pop.dele(num)
elif part != "list":
    for num in range(last, last - count, -1):
        pop.top(num, 0)
pop.quit()
