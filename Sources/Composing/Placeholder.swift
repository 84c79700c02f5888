// Replaced as this phase is built.
