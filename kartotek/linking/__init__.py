"""Which record does a conversation belong to, and why?"""
