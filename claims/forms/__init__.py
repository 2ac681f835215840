"""Forms: what a person types, checked for shape. Whether it is allowed, ready and up to date is the stages' matter."""
