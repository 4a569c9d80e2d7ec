"""How a text names officials (cán bộ, chức danh): the parts that `index.people` is made of."""
