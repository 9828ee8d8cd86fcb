import Tensor

let a: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]
print(matmul(a, a.transposed()))
