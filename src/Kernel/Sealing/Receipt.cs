using Qinglian.Kernel.Vault;

namespace Qinglian.Kernel.Sealing;

/// <summary>
/// What is kept of a receipt: a hash to find it by, a public key by which others seal for the reporter, and the private key under the code.
/// None of it opens anything.
/// </summary>
public sealed record Receipt(byte[] Lookup, SealingPublicKey Key, byte[] Lock)
{
    public const int LookupLength = 32;

    // What an unknown code is tried against, so that it takes the time of a known one.
    private static readonly Lazy<byte[]> Nobodys = new(() =>
    {
        using var key = SealingPrivateKey.New();
        return KeyLock.WithCode(key, SecretCode.New(), new("", Guid.Empty, ""), 1);
    });

    private static readonly Lazy<SecretCode> NobodysCode = new(SecretCode.New);

    /// <summary>A new code with what is kept of it. The key is open for whoever files; the code is shown this one time.</summary>
    public static (SecretCode Code, Receipt Receipt, SealingPrivateKey Key) Issue(string installation, Guid dossier)
    {
        var (code, key) = (SecretCode.New(), SealingPrivateKey.New());
        return (code, new(code.Lookup(installation), key.Public, KeyLock.WithCode(key, code, PlaceOf(installation, dossier), 1)), key);
    }

    /// <summary>The hash to look up for what was typed. A mistyped code gives one too, which is found nowhere, so that every try takes the same way.</summary>
    public static byte[] LookupOf(CodeReading reading, string installation) => (reading.Code ?? NobodysCode.Value).Lookup(installation);

    /// <summary>The reporter's key; null where no receipt was found or the code is not its own. Both take the same time.</summary>
    /// <param name="found">What the lookup gave, with its dossier; null where it gave nothing.</param>
    public static SealingPrivateKey? Open(CodeReading reading, string installation, (Receipt Receipt, Guid Dossier)? found)
    {
        var code = reading.Code ?? NobodysCode.Value;
        var opened = KeyLock.Open(found?.Receipt.Lock ?? Nobodys.Value, code, PlaceOf(installation, found?.Dossier ?? Guid.Empty), 1);
        if (opened is null) return null;
        if (reading.Code is not null && found is { } real && real.Receipt.Key.Equals(opened.Public)) return opened;
        opened.Dispose();
        return null;
    }

    private static SealingPlace PlaceOf(string installation, Guid dossier) => new(installation, dossier, Recipient.Receipt);
}
