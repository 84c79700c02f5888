Bexternalj
locationexternal.binj
offset6j
length24p