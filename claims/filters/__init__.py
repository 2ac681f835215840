"""What may be asked of each list, shared by pages and exports: one module per list above a common base."""
