Btyped_uint64Z
€€€€€€€€€