/// The colours of the maps: 64 evenly spaced ones each, red, green and blue in twelve bits, as six base-64 digits.
///
/// viridis, plasma, inferno and magma are by S. van der Walt and N. Smith, cividis by J. R. Nuñez et al. (all CC0);
/// turbo is Google's (Apache 2.0); coolwarm is K. Moreland's; twilight is B. Granger's (CC0); the maps from RdBu to
/// YlGnBu are C. Brewer's (ColorBrewer, Apache 2.0).
enum ColorMapTables {
  static let viridis: StaticString = """
    RFAUVFRdBqWnRvDQYFR8EwZdSEGJaxSIHfb+SGIydGSAKFeGR1LWfBRlMnf0RSN2ghQ7PEhIQhQRhpQERciFPmSmicPHTuiuOnU1i9OHV7jJ\
    NnW/jTNIYBjbMqZDjhMNaDjlLxbCjpLWcBjrK8c/jtKjd9juKKe6jtJyf4jsJbg1jpJDhyjkIsivjeIXjsjVIEkpjKH0lmi8HrmjirHqngiW\
    H0och+ILpZhhIwqVhBJlrRgcKosMfyL4tGfENUt/eQO7u3dYQrvucbSkwjbYUkxXaQWryJZDY5y5XxbMznWadl0TU9gD08Tcil1jR2lL2HQM\
    n02oOeqf3HMutN3jK+v739JSyo4VHx1U4rGn3+5AGG6k5VGb9G5qHj/j5/JN
    """
  static let plasma: StaticString = """
    DOB6hyGNBnjBIhBbkEKkBSk/MdBLl0OQBDmkP/A6nRRsAxn5TWAmoeU/Abo+WmARpaYMAIpwZyADqBbWADqMc6AKqQecAbqNf9A4qEhcBipz\
    i5CdpakVDjo7luEqoWnFFxnroZG6m6prIDmGq6JMlOsGKWkUtQLfjYuXMoibvcNyhewfO7ghxgQEfkyfROeozbSXdt0WThcy1QUqb42HV1a/\
    29W/aG3xYLZO4jZXYW5UakXe6DbyWn6vdBVv7aeRU38CfiT/8ng1TH9KiKSP9qjgRX+Hk4Qf+gmRPm+2ntOv/JpKN3/XqoNB/hsJMN/ntrLb\
    /pvPKu/lw1KG/cydJm/O0GJQ+51xJH+f3dJL9/5LJZ9Z67Js8v8rJv8J+ZIa
    """
  static let inferno: StaticString = """
    AGACA5AZATCgA6AvEqBsBQG3CxB1JJEACYLhFWCzN9G0DBQbIcDBS1KKC1VCL9CjW6NvCXYZPfCXZgRNCmaTS4DAa3UiDhbRWKEGbhXyEtbq\
    ZZFUbubAF6bscnGgbleOHFbaf1HpbKhdIOa2jEIyacksJXZ/mTJ8Zcn5KjY1pfLMYKrEL2XasnMkWluJNUVtvoOIUxxGPBTyygP9Swz3Q/Rr\
    1KSFQj2aTRPa3lUiOP4rV4NC5sXSL06oYyKk7faVJT8Qb8IB88dnGs9ifVFW+ChGEA+di6Cu+ykwBy/BmoBh/KohCF/OqdDf/LsaFX/CuYHe\
    +0wXJy+fyXMT+G0XPC9o2WSD9J4TVZ8u6LZH8k76dM859bhc90+vli/P/4pR
    """
  static let magma: StaticString = """
    AGACA5AZAUCaA5AxEcBnBWGhClCBIpDsCvK2E1DYNIGDD4PgHXEOR8IzEZUbKXEXW2MDELZGNzD8bCPjDzckRRD5duS8ENejUkEsfKWLFSfm\
    XwF7f7ZVGkgKa6HOgVcfH3gceEIegffqJEgghRJpgei5KNgYkhKwgQmKLSgEn0L0f0peMVfgrIM3fJszNaeuueN+eOwHOldqxwPOdCzXP7cW\
    07Qubn2cRna134SoaC5NTyZP6aVFYg7fWjX38aYKXX9LZ5XF9zbuXA+TdmXL+tfgXk/BhcYJ/RjXY6/dlSZ1/mnMa5/tpGcE/xq/dW/0s3eu\
    /0uvgL/zwnhs/wyejS/t0Vk8/o2Mmq/i4Cob/c55qQ/V7vsI/P9muC/K/cv9
    """
  static let cividis: StaticString = """
    AAIpTgAAJaVLAAKIW7AAKyYwAALeaoAAMHcJBaMwcOEoNdcEGzOLb3IiO5brKCPmbgLZQUbXMqRBbPN1RubKO9SbbGQCTIbERET1bDSFUibF\
    TEVPbIUBV8bNU+WpbTV5XWbbW0YEbkXuYxbvYoZfb8ZgaNcKaZa7cZbRbqcrcIcYc+c/dHdUd2d2dsetemeCfofVeLgkgFePhig1eQifhmeO\
    jeiXeKkdjIeDlcj6d7mcksdxncledlodmRdWpenEdGqgn4c0rioscgskphcJtnqWbwurrMbVvusCa3wys5aXx3twZzy8uoZN0BvgYk1IwZX3\
    2OxTXG3VyNWR4dzIVX5l0EUX6u1ATR7419SC9D26Qp+P34PE/e41NL/u6MN8
    """
  static let turbo: StaticString = """
    MKEmO3NXHmWOObKidAPVNcjNQGQSozQuTFt0RMV1yPRhYj2ERsbN5TRudz79RmgX+BRRi5/bQZld/6PDoB/jNZql+dLmtF8xJ0vh6oINx14L\
    G60A1hGH2AyzF+3ywLGo5VtwIL6srPKg77oVNe9BlIQ799hvUt+veSYr/Va5cs/uXpgl/7UqkO/5SEnc/oP+qM/HOds3+VNivg9SNFyE7/NA\
    0h6gNN2041Nk473AN/601DOX8bzAOl9vw4Ok+tutOL/WsXNd/spwMg/xm6LY/mj8KI/Mg4Iz+jd0He9tayGL8qX4E97dVJD46ESqC/4iQdCV\
    21OZBx06MdBTy0KoA7whI6AouBHTAarWF0AToeEcAQlaDMAUiJCDAdesBBAr
    """
  static let coolwarm: StaticString = """
    OtTHwOP5U4xyRFWpzVSTYZ0vThaI2JUyb03aWEdg4pXXfK5vYrgz60aBiY7vbYj98ocwld9XeIm9+DfhoY+mg7px/GiVrG/cjvsZ/ulJtm/4\
    mjux/9n8v3/6pVw6/yqsx3/isDyx/OtYzl+xus0V+Qv+0/9nxO1m85yb2G8Fzm2h7L0v236M103I5H233S39353H2p492k1N5619zu6w1QyO\
    7g0dws8KzmvI8typtk9Lxpr+9iwiqY9zvYoy99uInL+Cs1ll9/rcj+95qBiY9qoggz9Ym9fO89lVdr8fjrcI74h7an7PgKZH6deTXp5qcbWM\
    4tadUy3vYdTZ2oWWSD1hUOQu0QR6Pdy/PlOMxmM4NAwMKJL0urFmKutKBAJn
    """
  static let rdBu: StaticString = """
    Z2AAHyc1A9IQf0B6Ivi0C4JOlzD1JsoyEyKLrxFvKptrICLvvGK5NGwiNxOdx+QoPzzaTgRK02WYSh2LZMUL3Yb8WS4kesYZ5xhcag69kMcn\
    8Km7eu9Qpng69orxjp9/t7mZ+VwEpJ+syOr5/D0Yup/a2hxZ/T32ze/D491Y+06F3S+l7M5N+V8T7H+G9b9B9O9o927t869k6M8M9S4s7e9A\
    3L6w8u1q6C8cz85N8Fxc387Xu72q6psa1Y57p60H5NnZy14gk4xj3xhzvp2veqtp1qbhrq0lYXprzhVOnrycSElsxXQAj0wYOpiBveNTgOuj\
    L8ectoKlcpsuJPa2rzH9Y9qRG1WznSFuUpkSEmSghTDfQWeUCYOMbVBQMDYW
    """
  static let rdYlBu: StaticString = """
    paAAJirZB6JltZD1JnvYFvJqxYHpJszXJkJv1WLeJy2wNwKk36QLLs5ESnMz6OVCN67YXePC8iZ5QJ9YcZRT9ue+Sf+FhkTr+ckKU4+zmvWE\
    /KpVXR/fr3Yi/it2aZ/kv2cR/nx1eJ/pz1gB/s10h5/u30jx/x5Mlo/06bng/27qpY/585rQ/7+ItI/+/Xu//X/wxE+I/RzV85+z1m7q+U34\
    6b916J5M9X8a3y8x+H1r7v9hzk6s86xd5q8UvW4o7utP3m7IrI2j6ho8045nmwzI4pkjxY3siXvn2vgLt31yd/sH01b/qFzwaHn2ymYPlnxc\
    WYjYwSUghKvISoe7t+RFcnszQSaGrkPfXmqVOsVFpGN5Skn3NGQEmoMTNjlZ
    """
  static let spectral: StaticString = """
    npAQQkp1CsRFsCFHRmuOHjSHwaJ+SoymMaTK0yO1Tr2UQ4Tf3jSvTB4yUnSi6BWfSD7QYXRl8faPRG9YcZRT9ue+Sf+FhkTr+ckKU4+zmvWE\
    /KpVXR/fr3Yh/it2aL/kv2b3/nx1di/pz1fN/s10g4/u30ij/x5Mki/06bmn/27qor/585qw/7+Is0/+/Xu5/f/yvK+f/Ztm9g+/sD8g+mqf\
    7g+Mo86h9znY5P9SmP258Vmu0j7YnMyM6bnrv25doJtf4goorJ3jpGoc2fpMls1apOi80VpRgMzRpUdcyMpWasxHpZYWvTp+WSs/q8UNqrr5\
    SJoXs2QEmDtzOAjvuwNFhcvGO1fLuCQlc6s9SVapr4UFYXqzV1WGpuXmT1oq
    """
  static let blues: StaticString = """
    9/+///9M+e/v8Z9+/e7m9d/O6z88++6A8c+t5N77+d4a7a+N3n6698226Z9s2F549c1U5Y9M0j4387zy4X8rzB328byQ3V8KxX2073wG2S7a\
    u01v6+tj1M6hsR0q6Fq/0H5opuzk5MoczC4vnCyW4Vlaxd3+jywk3oiKvr3Sgiuy27e6t52ldStA2ObqsH14aMrO1cY5qV08Xlpb0bWSoiz6\
    U+npzaTqmwy5SXl3yZRDk+x4P6j/xWO3i7wzNzh4wRMwg1vuLtfxvLKpeuupJmdruGIjcntjHsbms0G5aksBGGZjrOFTYiqbEgXhpoDtWfo2\
    C6VeoDCHUdnQCATalyCASXkOCARTiqCAQQhGCAPNfiCAOJd+CANGcaCAMDa2
    """
  static let greens: StaticString = """
    9//P9e9a/B8081+y8J8Q+k7e7s+W6z7H+H6I6i955d5+9r4z5W9b4F4Z9D3E3b8q2D2e8S1B1h750A0k7hy/zn7Jx9yq6ww8xo6Wv4wb51ut\
    vN5UtiuA40sWsy4TrLrl3yp/qX3So0pK2xnon32Nmdmb1ilRlA03kGjk0Mi6iIzhhvgsy3gkfQyMfYd1xheNcTwydNarv/caZDvMbnXbuZa1\
    VztmaCULszZPSjsAYcQ7rNXpPuqRW3OwpQWGNzoPVVM2nOUkL5mMTzK8lLTCJ/kKSRJBjIRgH9iKQuG1hNP7FugQPIEmfTOVDfeWNiCYdYMv\
    BQcbL8AJbeLJAAaNKkAAY6KCAAXmJfAAWSI8AAU/IaAATrH3AASYHUAAREGy
    """
  static let reds: StaticString = """
    //9e8O/9807R/78J6U/57e5X/36z4Z/16I3c/z5d2f/x4z1i/u4E0g/q24y8/m1txY/i0hv0/ezWuQ/ayKss/Ww/rI/Sv0pk/PumoC/PtSmi\
    /Pr/lC/Pqrji/PpYiC/PoEgi/PmwfC/Plddj/OkKcI/Mi4a3/KhnZl/IgVYT/GfEXC/EdyVw/CchUf/AbPTN+zZ2SG+aYWRJ+CW3QL9pVXPO\
    9RT3OR84SXNU8gQ3MX8HPXLa7QOHKv6HM/KR49L4Jy30KxJU2rJpI11hIiIX0YHbH4zOGTHZyCF0HFw0FhG1vnFPGluZE9GVtMEqGEr+EYF0\
    qxEGFkpjDzFTnrDWFDltC4EzjuCZEihwB6ESfxBcECdzA9Dxb0AfDhZ2AADR
    """
  static let oranges: StaticString = """
    //9e6+/99A6D/78h5I/58D4M/37k3R/17F2W/z6n1b/x6I0g/v5ozh/t47yH/r4Owt/p3hvU/n20t6/k2Isg/i1brH/g0upt/fz7oN/fy2md\
    /fxwkt/fwri9/fvmhN/fugfd/ftbdt/fsWb8/frRaS/fqOYz/fpKXT/foHVz/fnEUT/fmBSz/fk9RT/fj6Pz/Ti0Oa+6hqNG+ighLz+JfXKf\
    9xeOJL9YdFH49Ab7Gk8nayFQ8AZsEa7PYpD16eXmDR5tWiCs48VfCH4LUcBj3aTYA+2pSVAZ1PRpATznREAXx/QfAbwXP7AfuvPWAjtHOxAo\
    rfOMAsp3NoAwokNIAynVMqA0mFMLA2k2LtA4jmLOA6iXKvA8hHKRA+f3JyBA
    """
  static let purples: StaticString = """
    /P+//f+0+i/P+a+G++9/9p+u9l9N+e9K8w+N8w8T998V739t757Z9c7O6y9H6j6M8z545l8f5N4+8K4j4X72343x7i3N3K7N2e2e621g1j6Y\
    0j0o55zmzt5aypyx48xsx24dwuw73/vxwA3gu0vA2+t3t52Vs6sy1sr9rq1Dq/qj0bqCpbzypFoUzJoInNygnLmLx9mOlQxhlQkVxEkTjawo\
    jWifwLiZhkvvhcgpvSgefuu2frefuOe/dGtfeSbsswdlaSsBc4Y4rScLXfqjbeWFp0axUrpFaFTVobZYR/nyYrQpnJX+PUmhXRN+l4WkMolP\
    V3LTkmVLJ9j+UfItjYT1Hdi0TKGOiPSfE+hqR0DvhFRJCfghQfBQf8P0AAfX
    """
  static let ylGnBu: StaticString = """
    ////2d/a/x1L+2/iz6+R/Uyo9s/GxW9H+4wF8j+puz7++bti7U+Lsb6H9ssh459Osn3s8vsu2e8Qs01R7ys60D7TtAy261tGxX6PtOvE5Wtc\
    sx4dtrqf3kt5oM2ruHl51yuWjm05ukhT0AuyfIzKvCdKycvUbLxtvnZNw+v5XOwPwLVQvgweTRuxwwRTuCxCPvtFxHOmr6w/Ncquw3MTpjwv\
    LJoXwnKAnMwfI3mAwXHtk1wOHYjYvtHihwu8HsgIuLH3egtaIBc4spILbQr4IVZorHIfYAqWInWlprItVQpDIzT6oaI5SknxI/RPnIJFP5mf\
    JLOjl3JRNOlOIeMajeHjLrhjGoK8fpFtKNdvEyJeb0D3IwZ6C8IBYACAHSWF
    """
  static let hot: StaticString = """
    CqAAAAFVAAAAIAAAAAKqAAAANVAAAAQAAAAASqAAAAVVAAAAX/AAAAaqAAAAdVAAAAf/AAAAiqAAAAlVAAAAn/AAAAqqAAAAtVAAAAv/AAAA\
    yqAAAA1UAAAA3/AAAA6qAAAA9UAAAA/7AEAA//CrAA//FVAA//IAAA//KrAA//NVAA//QAAA//SqAA//VVAA//YAAA//aqAA//dVAA//gAAA\
    //iqAA//lVAA//n/AA//qqAA//tVAA//v/AA//yqAA//1UAA//3/AA//6qAA//9UAA///3AL////EA////IA////MA////QA////UA////YA\
    ////cA////f/////j/////n/////r/////v/////z/////3/////7///////
    """
  static let jet: StaticString = """
    AAAAgAAAAAknAAAApOAAAAt2AAAAydAAAA3FAAAA7sAAAA/9AAAg//AAEk//AAIo//AAMs//AAQw//AAU0//AAY4//AAc8//AAhA//AAlE//\
    AApI//AAtM//AAxQ//AA1U//AC5Y+FDH9c60GZ//3iJr//0QM8//w/QO//ttTg//qbWx//nKaD//j4dV//gmgm//dVj4//aDnK//Wxqb//Tg\
    tt//QOw///M80Q//Jr3i//GZ60//DH+F9bAC//5rAA//16AA//yJAA//uYAA//qoAA//m3AA//jGAA//fVAA//blAA//X0AA//UDAA//QSAA\
    //MiAA//IxAA/9FAAA7sBPAA3FAAAAydAAAAt2AAAApOAAAAknAAAAgAAAAA
    """
  static let twilight: StaticString = """
    4r2Z403d2d4P1u153Wza052Qwozm1FtmyHz+qhwgzDniu0yVkxtDxwiPrOxTf+pWw7d/nawmcSlbwSa5jYv9ZzhRvlZAfHvJYcc5unYGant8\
    X4YStIXvV5sIXoTdq6XfRApcXPOinqW0MHlhWLJ1i9VNH2f9T6GTcmSUFRZHQmEnVyO8ESS1NiEPQZMfEiOjMdEqN0NxEVOQPiEXPCRsEpQD\
    UJFFRJWvFoSLZbGTTCcGHGTqesIHUBhKJZUJjcK6UHliMqUCneOlT+pOQoT/q1SxUJsSVAUftmXUVBuvZsV1vwcHW7wnelYWxVhEaJx+jkcU\
    yimEe4zGohhxztq7k70atRoT1Qvgry2LxlvO3Ezcyf3z0/1Q4Y2B3P4r2Z4r
    """
}
