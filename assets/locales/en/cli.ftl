# The commands beside the screens, the configuration, and why the program may not start.

boot-no-home = This system knows no home folder for you. Set HOME, or XDG_CONFIG_HOME, XDG_DATA_HOME and XDG_STATE_HOME.
boot-no-terminal = Forecourt draws on a terminal, and here is none. Run it in one; `forecourt help` lists what works without.
boot-no-log = The log in { $file } cannot be written ({ $why }); going on without.
boot-no-folder = The folder { $folder } cannot be made: { $why }.
boot-no-books = There are no books at { $store } yet. `forecourt` in a terminal makes them, or `forecourt user add NAME --role admin`.
boot-no-store = The books { $store } cannot be opened: { $why }
boot-not-a-store = "{ $store }" is no address of a store: write sqlite:PATH or postgres://user@host/name.
boot-odd = Something went wrong that never should: { $why }
boot-terminal-lost = The terminal was lost: { $why }.
boot-panic-log = The log may say more: { $folder }

config-absent = There is no configuration at { $file }.
config-unreadable = { $file } cannot be read: { $why }.
config-fault = { $file }, line { $line }: { $why }
config-variable-fault = The environment ({ $names }) sets what cannot be: { $why }
config-open-secret = { $file } holds a password and others can read it. Close it: chmod 600 { $file }
config-owner-in-file = { $file } names the first owner; that comes from FORECOURT_OWNER_LOGIN and FORECOURT_OWNER_PASSWORD only.
config-not-a-store = { $file } holds no address of a store (sqlite:PATH or postgres://…).
config-range = { $setting } is { $value }; it must lie between { $least } and { $most }.
config-plain-mail = smtp.tls is none, but { $host } is another machine: passwords and letters would travel in the open. Use starttls or implicit.
config-half-login = The mail server's user and password go together: set both or neither.
config-sender = smtp.from is "{ $from }"; it must be an address such as Workshop <desk@example.com>.

config-there = { $file } is there already; it stays as it is.
config-unwritable = { $file } cannot be written: { $why }.
config-written = Written: { $file }. Every setting stands in it with its default; `forecourt config check` reads it.
config-sound = { $file } is sound.
config-defaults = There is no configuration file; the defaults hold.
config-variables = The environment sets: { $names }.

cli-io = It could not be written: { $why }.
migrate-done = done
migrate-open = to do
migrate-foreign = These books were made by an unfinished version: step { $step } reads otherwise here. This program leaves them alone.
migrate-not-books = Another program's tables lie there; this one leaves them alone.
migrate-newer = A newer Forecourt has been at these books (step { $step }). Install that one; this one leaves them alone.

ask-password = Password:
ask-again = Once more:
ask-different = The two passwords differ; nothing was changed.
ask-nothing = No password was given; nothing was changed.
boot-owner-password = FORECOURT_OWNER_LOGIN names the first owner; FORECOURT_OWNER_PASSWORD or FORECOURT_OWNER_PASSWORD_FILE must give the password.
user-owner-first = These books hold no workshop yet. Begin with its owner: forecourt user add { $login } --role admin
user-founded = The workshop is founded, and { $login } is its owner. Its name, taxes and hours are on the Admin screen.
user-workshop = Workshop
user-added = { $login } may log in as { $role }.
user-no-role = These books have no role { $role } any more; give one on the Admin screen.
user-password-set = { $login } has a new password; who was logged in with the old one is out.
user-unknown = Nobody has the log-in { $login }. `forecourt user list` shows who there is.
user-none = Nobody may log in yet. `forecourt user add NAME --role admin` makes the owner.
user-disabled = has left
user-no-password = no password

doctor-good = ok
doctor-fair = look
doctor-bad = WRONG
doctor-ill = { $count ->
    [one] One thing is wrong.
   *[other] { $count } things are wrong.
}
doctor-config = Configuration
doctor-log = Log
doctor-log-there = one file a day in { $folder }
doctor-log-cure = Make { $folder } and let it be yours: mkdir -p, chown, chmod 700.
doctor-store = Books
doctor-store-opens = { $store } opens
doctor-not-a-store-cure = It is left as it is. Name another with --store or in the configuration, or put a copy back with `forecourt backup`.
doctor-no-file-cure = Start `forecourt` once to make them, or name others with --store or in the configuration.
doctor-no-server-cure = Is the server up, and are name, user and password right? Try the same address with psql.
doctor-schema = Schema
doctor-schema-current = current ({ $count ->
    [one] one step
   *[other] { $count } steps
})
doctor-schema-behind = { $count ->
    [one] one step is to be done
   *[other] { $count } steps are to be done
}
doctor-schema-cure = `forecourt migrate` does them; an embedded store is copied first.
doctor-foreign-cure = Begin new books (another --store), or use the version that made these.
doctor-newer-cure = Install the newer Forecourt on this machine too.
doctor-workshop = Workshop
doctor-founded = { $name }
doctor-not-founded = not founded yet
doctor-not-founded-cure = `forecourt` asks the few questions; without a screen: forecourt user add NAME --role admin
doctor-clock = Clock
doctor-clock-right = right, as far as the books can tell
doctor-clock-apart = { $seconds } s away from the books' own
doctor-clock-behind = behind the books: something was written at { $last } UTC
doctor-clock-cure = Let the machine keep time by the network: timedatectl set-ntp true
doctor-mail = Mail
doctor-mail-files = letters land as files; the workshop wants no mail server
doctor-no-mail = the workshop sends by mail server, and this machine knows none
doctor-no-mail-cure = Fill in [smtp] in the configuration, or choose files on the Admin screen.
doctor-mail-answers = { $server } answers
doctor-mail-silent = { $server }: { $why }
doctor-mail-cure = Compare host, port, tls, user and password in [smtp] with what the provider says.
doctor-printer = Printer
doctor-printer-there = { $command }
doctor-no-printer = there is no command { $command }
doctor-no-printer-cure = Install CUPS (apt install cups-client) or name another command; printing to a file works without.
doctor-terminal = Terminal
doctor-terminal-is = { $kind }, { $columns } by { $rows }
doctor-no-terminal = none here
doctor-no-terminal-cure = The screens need one; the commands and `forecourt worker` do not.
doctor-dumb-terminal = TERM is "{ $kind }": it cannot place anything on the screen
doctor-dumb-terminal-cure = Use a terminal program such as xterm, GNOME Terminal or PuTTY, and let TERM name it.
doctor-small-terminal-cure = Make the window 80 by 24 or larger; smaller ones show less.
doctor-no-utf8 = the locale is not UTF-8, so frames are made of ASCII
doctor-no-utf8-cure = Set LANG=C.UTF-8 or your own language's, if the terminal can show it.

demo-making = Making the workshop to try things in …
demo-in-use = Somebody has the demo open, so it stays as it is.
demo-no-smtp = --smtp wants [smtp] in the configuration: which server, and who sends. See `forecourt config init`.
demo-place-taken = { $store } holds something else already; the demo goes into books of its own only.

help-topics = More: `forecourt help COMMAND`, `forecourt help keys`, `forecourt help environment`, `forecourt help exit`.
help-no-topic = There is no help on "{ $topic }". `forecourt help` lists what there is.
help-environment = Read from the environment, each in the place of the setting beside it. Nothing else is looked at, except NO_COLOR, COLORTERM, TERM and LANG as every terminal program does.
help-exit =
    0  done
    1  asked for rightly, and it did not work; the sentence says why
    2  asked for wrongly: an unknown argument, a faulty configuration, no terminal to draw on

cli-about = The full-screen program a vehicle workshop runs on.
cli-about-demo = Open the screens on a workshop made up for trying things
cli-about-user = The people who may log in
cli-about-user-add = Add one; the password is asked for, or read from a pipe
cli-about-user-passwd = Set a password, asked for or read from a pipe
cli-about-user-list = List them
cli-about-migrate = Bring the schema of the books up to this program's
cli-about-doctor = Look at everything this machine needs, and say what is wrong and what cures it
cli-about-backup = Copies of the embedded books: make, list, verify, put back
cli-about-backup-run = Make a copy now and look it through
cli-about-backup-list = List the copies, newest first
cli-about-backup-verify = Read a copy from end to end
cli-about-backup-restore = Put a copy in the place of the books; those before are kept beside them
cli-arg-copy = The copy
cli-arg-copy-or-newest = The copy; the newest when left out
cli-about-calendar = Lay the diary out as calendar files, one for each bay and mechanic
cli-arg-calendar-folder = Where to, instead of the data folder
calendar-unwritten = The calendars were not written: { $why }
calendar-written = { $files } calendars written to { $folder }
cli-about-worker = Send messages and run what is due, without screens
cli-about-config = The configuration of this machine
cli-about-config-init = Write a commented file to start from
cli-about-config-check = Read it and say what is wrong
cli-about-config-show = Print what holds, secrets hidden
cli-about-completions = Print a shell's completion script
cli-about-man = Print the manual page
cli-about-help = Print help on a command or a topic
cli-arg-store = The books to open: sqlite:PATH or postgres://user@host/name
cli-arg-config = The configuration to read
cli-arg-no-worker = Send no messages from this terminal; another one does
cli-arg-status = Only say how it stands
cli-arg-shell = The shell
cli-arg-topic = The command or topic
cli-arg-size = How much of it: small, or large with 50 000 customers and 200 000 jobs
cli-arg-fresh = Make it anew
cli-arg-as = Skip the log-in and be this person
cli-arg-smtp = Send through the configured mail server; without this, messages land in a folder
cli-arg-login = The log-in
cli-arg-name = The name others see; left out, the log-in
cli-arg-role = admin, manager, reception, mechanic, parts, cashier, driver or auditor

keys-help = Help: what can be done here, with its keys
keys-find = Find: plate, name, phone, number, part
keys-book = A new booking
keys-new-job = A job for a car that is here now
keys-sale = A sale over the counter
keys-customer = Customers
keys-parts = Parts
keys-pay = Take a payment
keys-print = Print or send
keys-menu = The menu: every command and record by name
keys-tabs = The tabs, from the left
keys-accept = Accept, go in, go on
keys-back = One step back
keys-next = The next field or pane, the one before
keys-arrows = Move
keys-pages = A screenful, day or month back, on
keys-ends = The first, the last; today
keys-pick-up = Mark, pick up, put down
keys-more = A step more, a step less: stage, quarter of an hour, quantity
keys-insert = A new one here
keys-remove = Remove this one
keys-save = Save a form
keys-undo = Take the last change back, do it again
keys-redraw = Draw and fetch again
keys-assign = Give it to somebody
keys-page = What the page says under F1 (tell, order, more work, options)
keys-leave = Leave, after a question

backup-made = { $file } ({ $size }), looked through.
backup-size = { $mb } MB
backup-none = There is no copy in { $folder } yet. Make one: forecourt backup run
backup-whole = { $file } is whole.
backup-restored = { $file } is in the place of the books. Those before are kept as { $before }.
worker-begun = Sending messages and keeping time for { $workshop }. Ctrl-C ends it.
worker-unfounded = These books hold no workshop yet: open the screens once (forecourt), or name the first owner in the environment (forecourt help).
worker-ended = Ended; the lease is given back.
