"""Real words that are one letter away from a cue and must not be taken for a mistyped one."""

LOOKALIKES = frozenset(
    """mematikan menyatukan menyertakan menegakkan mengharamkan meramaikan menyarangkan menurutkan mengikatkan menyatakannya menularkan
    menyalakan menjalaskan memisahkan mengaitkan mengajukan menyajikan memajukan mengadukan memadukan menuliskannya memerintah mengarahkan
    mendoakan memberatkan memberantakan menyewakan melupakan menyediakan menyesatkan menyesakkan mengukuhkan mengenakan menggelarkan
    membayangkan menggemakan menyeruakkan mengumpulkan mengimpor memperkuat menerapkan menerbangkan memastikannya mengecap mengecat""".split()
)
