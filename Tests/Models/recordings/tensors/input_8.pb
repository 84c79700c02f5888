
*€|€€B
typed_half