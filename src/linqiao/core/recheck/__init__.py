"""The second reader: a small grammar of its own that reads every accepted entry again."""

from linqiao.core.recheck.opinion import AGREES, CANNOT_TELL, DOUBTS, Opinion, recheck
from linqiao.core.recheck.register import Register

__all__ = ["AGREES", "CANNOT_TELL", "DOUBTS", "Opinion", "Register", "recheck"]
