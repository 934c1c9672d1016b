#!/bin/sh
# Runs a server in a mount and process namespace of its own: the unpacked files
# lie over /usr and /etc, and all it writes stays in one folder.
set -e
root=$1 dir=$2 kind=$3 port=$4
mount --make-rprivate /
mount -t overlay overlay -o "lowerdir=$root/usr:/usr" /usr
mount -t overlay overlay -o "lowerdir=$root/etc:/etc,upperdir=$dir/etc,workdir=$dir/work" /etc
mount --bind "$dir/run" /run
mount -t proc proc /proc
cd /
case $kind in
dovecot)
  mkdir -p /run/dovecot /run/state
  exec dovecot -F -c "$dir/conf"
  ;;
mailutils)
  mount --bind "$dir/var/mail" /var/mail
  touch /etc/mailutils.conf
  exec pop3d --no-config --config-file="$dir/conf" --foreground
  ;;
popa3d)
  # It is started from outside for every connection.
  mount --bind "$dir/var" /var
  touch /run/ready
  exec sleep infinity
  ;;
cyrus)
  # The certificate's key and all that is stored belong to the server's own user.
  store=$dir/cyrus
  mkdir -p "$store/db" "$store/spool" /run/cyrus/socket /run/cyrus/proc /run/cyrus/lock
  cp "$dir/key.pem" "$store/key.pem"
  cut -d: -f2 "$dir/logins" | tr -d '\n' | saslpasswd2 -p -c -f "$store/sasldb" -u localhost "$(cut -d: -f1 "$dir/logins")"
  chown -R cyrus:mail "$store" /run/cyrus
  exec /usr/lib/cyrus/bin/master -p /run/cyrus.pid
  ;;
mailpit)
  exec mailpit --disable-version-check --database "$dir/mail.db" --max 0 --pop3 "127.0.0.1:$port" \
    --pop3-auth-file "$dir/logins" --listen unix:/run/web:600 --smtp unix:/run/smtp:600
  ;;
esac
