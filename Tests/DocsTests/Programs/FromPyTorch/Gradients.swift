import Autograd
import Tensor

/// Gradients.
enum GradientLines {
  static func gradients() throws {
    let start: Tensor<Float> = [0, 1, 2, 3]

    // x = torch.arange(4.).requires_grad_()
    let x = Variable(Tensor<Float>.arange(4))
    // y = 2 * torch.dot(x, x)
    let y = 2 * x.dot(x)
    // y.backward()
    y.backward()
    // x.grad
    _ = x.grad!
    // x.grad.zero_()
    x.zeroGrad()
    // (x * x).sum().backward()
    (x * x).backward()
    // (x * x).backward(gradient=torch.ones(4))
    (x * x).backward(Tensor<Float>.ones([4]))
    // z = (x * x).sum(); z.backward(retain_graph=True)
    let z = (x * x).sum()
    z.backward(retainGraph: true)
    // with torch.no_grad(): x.sum()
    _ = noGrad { x.sum() }
    // u = y.detach()
    let u = y.detach()
    // x.data; x.detach().numpy()
    _ = x.value
    // x.requires_grad_(True)
    x.requiresGrad = true
    // first = torch.autograd.grad((x ** 3).sum(), x, create_graph=True)
    let first = grad(of: (x ** 3).sum(), at: [x], createGraph: true)
    // torch.autograd.grad(first[0].sum(), x)
    _ = grad(of: first[0]!.sum(), at: [x])
    // torch.func.grad_and_value(f)(start)
    _ = valueAndGrad(at: start) { ($0 ** 2).sum() }
    // torch.autograd.functional.jacobian(f, start)
    _ = jacobian(at: start) { $0 ** 2 }
    // torch.autograd.functional.hessian(f, start)
    _ = hessian(at: start) { ($0 ** 3).sum() }
    // hook = x.register_hook(lambda g: g * 2)
    let hook = x.registerHook { $0 * 2 }
    // hook.remove()
    hook.remove()
    // with torch.autograd.detect_anomaly(): …
    detectingAnomalies { (x * x).sum().backward() }
    // torch.autograd.gradcheck(f, inputs)
    try gradientCheck([[1, 2]]) { ($0[0] ** 2).sum() }
    // torchviz.make_dot(y).source
    _ = (x * 2).sum().graph.dot()

    _ = u
  }
}
