"""Real words that are one slip away from a cue and must not be taken for a mistyped one."""

LOOKALIKES = frozenset(
    "mematikan menyertakan menyarangkan menurutkan mengikatkan menangkal laporkan beralaskan menyerah disusulkan menuliskannya diterbangkan menerbangkan menandakan".split()
)
