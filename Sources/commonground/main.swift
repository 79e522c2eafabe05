print("commonground")
