print("foldout")
