"""Finnish words: base forms, compound parts and cases, also of spoken, misspelt and new words."""
