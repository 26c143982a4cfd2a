"""Which hosts are suggested for which wishes: data of an author who had not seen the code, and three years played."""
