// Whoever writes a message quotes the names in it, and needs no second import for that.
@_exported import func TextOutput.escaped
@_exported import func TextOutput.quoted
