"""Pages: check the right, read through querysets, write through a stage, lay out with templates."""
