namespace Qinglian.Kernel.Ledger;

/// <summary>What kind of fact a line records. The numbers are part of the hashed form and never change.</summary>
public enum LineKind
{
    /// <summary>An action changed a dossier; the actor is empty where the system did it (a right that lapsed).</summary>
    [Words("办理", "Act")] Act = 1,

    /// <summary>A dossier came into being: revision 1 of its subject.</summary>
    [Words("建立", "Opened")] Opened = 2,

    [Words("拒绝", "Refusal")] Refusal = 3,
    [Words("查阅", "Read")] Read = 4,
    [Words("导出", "Export")] Export = 5,
    [Words("登录", "Sign-in")] SignIn = 6,
    [Words("退出", "Sign-out")] SignOut = 7,

    /// <summary>An entry of a register changed.</summary>
    [Words("名册变更", "Register change")] Register = 8,

    [Words("设置变更", "Setting change")] Setting = 9,
    [Words("系统", "System")] System = 10,

    /// <summary>Contents were erased lawfully: those of this subject's lines before this one, up to and including this revision.</summary>
    [Words("依规清除内容", "Lawful erasure of contents")] Erasure = 11,
}

/// <summary>Which kinds change their subject.</summary>
public static class LineKinds
{
    /// <summary>
    /// Whether a line of this kind is a link in its subject's chain: it has the next revision and names the line before it.
    /// All other kinds may name a subject and the revision they saw, and name no line before them.
    /// </summary>
    public static bool ChangesSubject(this LineKind kind) => kind is LineKind.Act or LineKind.Opened or LineKind.Register or LineKind.Setting;
}
