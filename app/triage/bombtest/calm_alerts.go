package bombtest

import (
	"fmt"
	"strings"
	"time"
)

var calmAlerts = []calmKind{
	{"a night of Nagios alerts", "Nagios Core, sample-config/template-object/commands.cfg.in", (*calm).nagios},
	{"Zabbix alerts on the day it is set up", "https://www.zabbix.com/documentation/current/en/manual/config/notifications/media/email", (*calm).zabbix},
	{"Alertmanager and Grafana alerts", "https://github.com/prometheus/alertmanager/blob/main/template/default.tmpl", (*calm).alertmanager},
	{"mail of cron", "https://man7.org/linux/man-pages/man8/cron.8.html", (*calm).cron},
	{"backup reports", "Veeam and Proxmox Backup Server, notification subjects", (*calm).backups},
}

// hosts are names of a site's machines.
func (c *calm) hosts(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%s%02d", pick(c.r, []string{"web", "db", "mail", "app", "nas", "fw", "vm"}), 1+i)
	}
	return out
}

// night is from eleven in the evening on.
func (c *calm) night(n int, fade float64) []time.Time {
	return c.times(n, c.next(23), time.Duration(c.some(3, 9))*time.Hour, calmAlways, fade)
}

func (c *calm) nagios() {
	domain := domainOf(c.Home.Addr)
	hosts, services := c.hosts(c.some(4, 30)), []string{"HTTP", "PING", "Disk /var", "Load", "SSH", "SMTP", "NTP"}
	way := pick(c.r, []calmWay{calmLocal, calmPlain})
	for _, at := range c.night(c.some(200, 400), 1) {
		kind, state := "PROBLEM", pick(c.r, []string{"CRITICAL", "WARNING", "UNKNOWN"})
		if chance(c.r, 45) {
			kind, state = "RECOVERY", "OK"
		}
		subject := fmt.Sprintf("** %s Service Alert: %s/%s is %s **", kind, pick(c.r, hosts), pick(c.r, services), state)
		if chance(c.r, 15) {
			subject = fmt.Sprintf("** %s Host Alert: %s is %s **", kind, pick(c.r, hosts), pick(c.r, []string{"DOWN", "UP"}))
		}
		c.put(calmPost{addr: "nagios@monitor." + domain, subject: subject, way: way, host: "monitor." + domain, id: at.Format("20060102150405.") + strings.ToUpper(noise(c.r, 10)) + "@monitor." + domain, fields: []string{"User-Agent: Heirloom mailx 12.5 7/5/10"}, words: c.some(20, 45)}, at)
	}
}

func (c *calm) zabbix() {
	_, domain := siteOf(c.r)
	hosts := c.hosts(c.some(5, 40))
	what := []string{"High CPU utilization", "Disk space is low", "Host is unreachable for 5m", "Interface eth0: Link down", "has been restarted", "Zabbix agent is not available", "Free memory is low", "Too many processes"}
	for _, at := range c.times(c.some(150, 350), c.next(14), time.Duration(c.some(4, 18))*time.Hour, calmAlways, 1.5) {
		subject := fmt.Sprintf("%s: %s on %s", pick(c.r, []string{"Problem", "Problem", "Resolved in 5m 0s", "Updated problem"}), pick(c.r, what), pick(c.r, hosts))
		c.put(calmPost{name: "Zabbix", addr: "zabbix@" + domain, subject: subject, way: calmSigned, words: c.some(25, 60)}, at)
	}
}

func (c *calm) alertmanager() {
	_, domain := siteOf(c.r)
	hosts := c.hosts(c.some(3, 20))
	what := []string{"NodeFilesystemSpaceFillingUp", "KubePodCrashLooping", "TargetDown", "InstanceDown", "HighRequestLatency", "Watchdog", "KubeNodeNotReady"}
	grafana := chance(c.r, 40)
	for _, at := range c.night(c.some(100, 350), 0.8) {
		state := fmt.Sprintf("FIRING:%d", c.some(1, 9))
		if chance(c.r, 40) {
			state = "RESOLVED"
		}
		p := calmPost{addr: "alertmanager@" + domain, subject: fmt.Sprintf("[%s] %s (%s:9100 node warning)", state, pick(c.r, what), pick(c.r, hosts)), way: calmSigned, html: true, id: fmt.Sprintf("%d.%d@alertmanager-0", at.UnixNano(), c.r.Uint64()), words: c.some(60, 400)}
		if grafana {
			p.name, p.addr, p.id = "Grafana", "grafana@"+domain, ""
			p.subject = fmt.Sprintf("[%s] %s %s (%s)", state, pick(c.r, what), "Infrastructure", pick(c.r, hosts))
		}
		c.put(p, at)
	}
}

func (c *calm) cron() {
	domain := domainOf(c.Home.Addr)
	hosts := c.hosts(c.some(1, 6))
	jobs := []string{"/usr/local/bin/sync.sh", "cd / && run-parts --report /etc/cron.hourly", "php /var/www/html/cron.php", "/opt/backup/rotate.sh", "test -x /usr/sbin/anacron || run-parts /etc/cron.daily"}
	minutes := pick(c.r, []int{1, 5, 5, 10})
	at := c.From.Truncate(time.Minute).Add(time.Minute)
	for range c.some(120, 400) {
		host := pick(c.r, hosts)
		c.put(calmPost{
			name: "(Cron Daemon)", addr: "root@" + host + "." + domain, subject: "Cron <root@" + host + "> " + pick(c.r, jobs[:2+c.r.IntN(4)]), way: calmLocal, host: host + "." + domain, id: at.UTC().Format("20060102150405.") + strings.ToUpper(noise(c.r, 10)) + "@" + host + "." + domain,
			fields: []string{"Auto-Submitted: auto-generated", "Precedence: bulk", "X-Cron-Env: <SHELL=/bin/sh>", "X-Cron-Env: <HOME=/root>", "X-Cron-Env: <PATH=/usr/bin:/bin>", "X-Cron-Env: <LOGNAME=root>"}, words: c.some(3, 80), truth: calmSlight,
		}, c.after(at, time.Second, 4*time.Second))
		at = at.Add(time.Duration(minutes) * time.Minute)
	}
}

func (c *calm) backups() {
	_, domain := siteOf(c.r)
	hosts := c.hosts(c.some(20, 45))
	for day := range 5 {
		for _, host := range hosts {
			at := c.after(c.next(1).Add(time.Duration(day)*calmDay), 0, 5*time.Hour)
			c.put(calmPost{name: "Backup", addr: "backup@" + domain, subject: fmt.Sprintf("[%s] %s (%d VMs) %s", pick(c.r, []string{"Success", "Success", "Success", "Warning", "Failed"}), "Backup "+host, c.some(1, 9), at.Format("2006-01-02")), way: calmPlain, html: true, words: c.some(60, 500)}, at)
		}
	}
}
