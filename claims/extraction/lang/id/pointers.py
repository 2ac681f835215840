"""Phrases that point at a statement instead of giving it ("X mengatakan hal itu pada Senin")."""

POINTERS = ("hal ini", "hal itu", "hal tersebut", "hal senada", "hal serupa", "hal yang sama", "demikian", "itu", "ini")
