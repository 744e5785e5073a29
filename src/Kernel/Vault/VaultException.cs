namespace Qinglian.Kernel.Vault;

/// <summary>A sealed thing that cannot be opened: damaged, cut short, moved to another place, or sealed under a key that is not here.</summary>
public sealed class VaultException(Words words) : Exception(words.En)
{
    public Words Words { get; } = words;

    internal static VaultException NotSealed() => new(new(
        "这不是本系统加密保存的内容，或其开头已损坏。",
        "This was not sealed by this system, or its beginning is damaged."));

    internal static VaultException UnknownAlgorithm(int algorithm) => new(new Words(
        "加密方式 {0} 不为本版本所支持，请升级系统。",
        "Sealed with method {0}, which this version does not know. Upgrade the system.").With(algorithm));

    internal static VaultException NoMasterKey(int version) => new(new Words(
        "缺少第 {0} 版主密钥，无法打开。请恢复密钥文件。",
        "Master key version {0} is missing, so this cannot be opened. Restore the key file.").With(version));

    internal static VaultException WrongPlaceOrChanged() => new(new(
        "无法打开：内容已被改动，或不属于此处。",
        "This cannot be opened: it was changed, or it belongs to another place."));

    internal static VaultException Damaged(long chunk) => new(new Words(
        "第 {0} 段内容已被改动、调换或截断。",
        "Part {0} was changed, exchanged or cut short.").With(chunk + 1));

    internal static VaultException NotAKey() => new(new(
        "这不是有效的密钥。",
        "This is not a valid key."));

    internal static VaultException NotForYou() => new(new(
        "这份内容没有为您的密钥加密，您无法打开。",
        "This was not sealed for your key, so you cannot open it."));
}
