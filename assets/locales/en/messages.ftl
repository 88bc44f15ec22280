# messages
schedule-unreadable = “{ $text }” is no rhythm of five fields: { $why }.
message-decided = This message is { $status } already.
backup-server = These books are on a Postgres server, which has its own tools for backups (pg_dump).
backup-books-open = Somebody has these books open. Close them everywhere (the worker too), then try again.
backup-foreign = This copy was made by an unfinished version of the program (step { $step } differs).
backup-newer = This copy was made by a newer program (step { $step }). Update this one first.
backup-unfit = This file cannot be put back: { $why }. The books are as they were.
backup-faulty = The copy is not whole: { $why }. It was not kept.

messages-title = Messages
messages-note = what leaves the house, what is held, what was given up
messages-help = Letters to customers. A held one waits for a field or for the morning; a dead one was tried too often.
messages-when = Ordered
messages-what = Message
messages-to = To
messages-state = State
messages-tries = Tries
messages-next = Next try
messages-none = No messages here.
messages-all = all
messages-stuck = held and given up
messages-waiting = on their way
messages-reason = { $state }: { $reason }
messages-read = read it
messages-again = send again
messages-drop = drop
messages-filter = which
messages-may-not = Your roles do not let you send messages.
messages-not-stuck = This message is not held and not given up.
messages-has-left = This message has left, or was dropped.
messages-drop-title = Drop this message?
messages-drop-text = The customer will not get it. This cannot be taken back.
messages-queued = Queued again
messages-dropped = Message dropped
messages-address = To { $address }
messages-last-try = Last try { $at }: { $what }
messages-fault = { $what } ({ $said })
messages-other-fault = { $said }
alerts-title = Alerts
alerts-note = parts that run low, jobs that are late, messages given up
alerts-help = What was given to you, and one alert each time something goes wrong; it goes by itself when it is over. + takes a task, − declines it with a reason. Enter opens what it tells of; Tab shows those that are over.
alerts-since = Since
alerts-kind = Alert
alerts-what = What
alerts-seen = Read by
alerts-none = Nothing is new for you: nothing was given to you, nothing runs low, nothing is late.
alerts-open = open
alerts-see = mark as read
alerts-no-record = What this alert tells of cannot be opened.
alerts-show-past = what is over
alerts-show-open = what is open
alerts-past-title = Alerts that are over
alerts-accept = take the task
alerts-decline = decline it
alerts-decline-title = Decline the task
alerts-dismiss = put away
alerts-accepted = You have taken the task
alerts-declined = Declined; whoever gave it is told why
alerts-dismissed = Put away; Tab shows it among those that are over
alerts-no-task = It gives you no task.
alert-everybodys = It is for everybody, and goes by itself when what it tells of is over.
alerts-unread = { $count ->
    [one] { $count } new alert
   *[other] { $count } new alerts
}
alerts-read-already = Somebody has read it already.
alert-low = { $sku } { $part }: { $free } free, reorder at { $level }
alert-late = { $number } { $plate }, promised { $promised }
alert-dead = { $to } after { $tries ->
    [one] one try
   *[other] { $tries } tries
}
alert-assigned = { $who } gave you { $what }
tasks-title = Tasks by the clock
tasks-note = what runs when, how it went, and running it now
tasks-help = The program does these by itself while it runs somewhere. Enter runs one at once.
schedule-minutes = { $count ->
    [one] every minute
   *[other] every { $count } min
}
schedule-hours = { $count ->
    [one] every hour
   *[other] every { $count } h
}
schedule-daily = daily { $time }
tasks-task = Task
tasks-rhythm = Rhythm
tasks-next = Next
tasks-last = Last
tasks-result = Result
tasks-none = No tasks here.
tasks-run = run now
tasks-begun = It runs within seconds
tasks-done = Done: { $count }
tasks-server = The server’s own backup is used
tasks-idle = Nothing to do here
tasks-failed = Failed: { $why }
alert-slot-free = { $starts } is free: { $customer } { $plate } is waiting for a place
alert-service-due = { $name }, since { $due }
alert-loan-overdue = { $plate } should be back from { $customer } since { $due }
alert-declined = { $who } declined { $what }: { $reason }
alert-no-show = Call { $customer } { $phone }: { $plate } did not come at { $starts }

letter-title = Message
letter-help = One message with its words as they left, and every try to send it.
letter-ordered = Ordered { $at }
letter-left = Left { $at }
letter-next = Next try { $at }
letter-unwritten = It has not been written yet: its words are filled in when it leaves.
letter-tries = Tries
letter-try = { $count }. { $at }  { $how }
letter-try-failed = { $count }. { $at }  { $how }: { $why }
letter-about = open what it is about
letter-no-record = There is no page for what this message is about.
letter-more = { $count ->
    [one] one more line
   *[other] { $count } more lines
}
