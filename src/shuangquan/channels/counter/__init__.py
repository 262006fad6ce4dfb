"""综合窗口: clerks call tickets, serve a citizen from card to receipt with the one form, and hand over what is issued as paper."""
