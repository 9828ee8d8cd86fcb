"""JAX's side of AutogradRows.swift: what is compiled once and then called."""

import jax
import jax.numpy as jnp

import harness


def line_step():
    x = jnp.linspace(-2, 12, 100).reshape(100, 1)
    y = 3 * x + 10

    def loss(parameters):
        weight, bias = parameters
        return jnp.mean((x @ weight.T + bias - y) ** 2)

    @jax.jit
    def step(parameters):
        return jax.tree.map(lambda p, g: p - 1e-3 * g, parameters, jax.grad(loss)(parameters))

    state = [(jnp.zeros((1, 1)), jnp.zeros(1))]

    def run():
        state[0] = step(state[0])

    return run, lambda: round(state[0][0].item())


harness.main({"line step, jitted": line_step})
