"""Sec. VIII, Fig. 14: do tubes move, or die in one place and are born in another?"""
