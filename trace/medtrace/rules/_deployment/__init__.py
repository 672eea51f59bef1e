"""What files of build, deployment and settings say of the product: its parts, its nodes and links, its interfaces."""
