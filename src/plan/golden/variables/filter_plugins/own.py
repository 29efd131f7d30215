class FilterModule:
    def filters(self):
        return {"beside": str}
