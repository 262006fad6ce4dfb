"""Shuangquan (双全): a published standard, compiled into a running public service."""
