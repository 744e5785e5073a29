namespace Qinglian.Kernel;

/// <summary>How well the text behind a number is known. Only <see cref="Text"/> may stand in code as a fixed number.</summary>
public enum Verification
{
    [Words("已核对全文", "read in the full text")] Text,
    [Words("据引文", "quoted by others")] Quoted,
    [Words("据介绍", "stated by others")] Stated,
    [Words("本系统设定", "our own choice")] Design,
    [Words("未核实", "unverified")] Unverified,
}

/// <summary>A law, regulation or party rule in one version. A changed rule is a new version beside the old one.</summary>
/// <param name="Code">Short name that never changes, such as <c>petition-work</c>.</param>
/// <param name="Version">Year of the text, such as <c>2022</c>.</param>
public sealed record Law(string Code, Words Title, string Version, DateOnly InForce)
{
    /// <summary>The place in this rule, by the number of its article.</summary>
    public Citation Art(string article, Verification verified = Verification.Text) => new(this, article, verified);
}

/// <summary>The place in a rule that says so. Printed beside every time limit and every refusal.</summary>
public sealed record Citation(Law Law, string Article, Verification Verified = Verification.Text)
{
    /// <summary>The citation as people write it.</summary>
    public Words Words => new($"《{Law.Title.Zh}》（{Law.Version}）第{Article}条", $"{Law.Title.En} ({Law.Version}), art. {Article}");

    public override string ToString() => Words.En;
}
