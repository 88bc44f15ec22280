# The frame round every screen: toasts, live mark, layers.
toast-undone = { $what } · undone
toast-nothing-to-undo = Nothing to undo in the last ten minutes.
