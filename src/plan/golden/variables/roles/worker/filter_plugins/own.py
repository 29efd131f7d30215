class FilterModule:
    def filters(self):
        return {"of_role": str}
