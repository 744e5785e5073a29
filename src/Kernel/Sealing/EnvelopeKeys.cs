using System.Security.Cryptography;
using System.Text;
using Qinglian.Kernel.Vault;

namespace Qinglian.Kernel.Sealing;

/// <summary>
/// The open keys of one envelope: what it takes to seal into it, to read from it and to let others in. A generation is added whenever
/// somebody is taken out, so that what comes later is not theirs any more.
/// </summary>
public sealed class EnvelopeKeys : IDisposable
{
    internal const int KeyLength = 32;

    private readonly SortedDictionary<int, byte[]> _keys = [];

    private EnvelopeKeys(SealingPlace place) => Place = place;

    public SealingPlace Place { get; }

    /// <summary>The generation that seals.</summary>
    public int Newest => _keys.Keys.Last();

    /// <summary>A new envelope with a random key.</summary>
    public static EnvelopeKeys New(SealingPlace place) => Of(place, 1, RandomNumberGenerator.GetBytes(KeyLength));

    /// <summary>Opens the generations that were wrapped for this recipient.</summary>
    /// <exception cref="VaultException">None was, or a wrap was changed or belongs elsewhere.</exception>
    public static EnvelopeKeys Open(SealingPlace place, IEnumerable<KeyWrap> wraps, string recipient, SealingPrivateKey key)
    {
        var opened = new EnvelopeKeys(place);
        foreach (var wrap in wraps.Where(w => w.Recipient == recipient))
        {
            var secret = WrapFormat.Open(wrap.Bytes, key, place, WrapFormat.KeyField, recipient, wrap.Generation);
            if (secret.Length != KeyLength || !opened._keys.TryAdd(wrap.Generation, secret)) throw VaultException.WrongPlaceOrChanged();
        }

        return opened._keys.Count > 0 ? opened : throw VaultException.NotForYou();
    }

    internal static EnvelopeKeys Of(SealingPlace place, int generation, byte[] key)
    {
        var keys = new EnvelopeKeys(place);
        keys._keys.Add(generation, key);
        return keys;
    }

    /// <summary>Lets people in: each gets every generation that is open here. Whoever has no key is passed over and named.</summary>
    public Wrapped WrapFor(params IEnumerable<Recipient> recipients) => Wrap(recipients, _keys.Keys);

    /// <summary>Begins a new generation for those who stay: whoever is not among them cannot open what is sealed from now on.</summary>
    public Wrapped Rotate(IEnumerable<Recipient> staying)
    {
        _keys.Add(Newest + 1, RandomNumberGenerator.GetBytes(KeyLength));
        return Wrap(staying, [Newest]);
    }

    public byte[] SealText(string text, string field, int version)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var result = Seal(plain, field, version, Padding.Text);
        CryptographicOperations.ZeroMemory(plain);
        return result;
    }

    /// <exception cref="VaultException">It was changed, belongs elsewhere or to a generation that is not open here.</exception>
    public string OpenText(ReadOnlyMemory<byte> sealedText, string field, int version) => Encoding.UTF8.GetString(Open(sealedText, field, version));

    public byte[] Seal(ReadOnlyMemory<byte> plain, string field, int version, Padding padding)
    {
        using var target = new MemoryStream(ContentHeader.Length + plain.Length + 1024);
        // Memory streams complete at once: nothing is waited for here.
        SealAsync(new ReadOnlyMemoryStream(plain), target, field, version, padding, CancellationToken.None).GetAwaiter().GetResult();
        return target.ToArray();
    }

    /// <exception cref="VaultException">It was changed, belongs elsewhere or to a generation that is not open here.</exception>
    public byte[] Open(ReadOnlyMemory<byte> sealedBytes, string field, int version)
    {
        using var target = new MemoryStream(sealedBytes.Length);
        OpenAsync(new ReadOnlyMemoryStream(sealedBytes), target, field, version, CancellationToken.None).GetAwaiter().GetResult();
        return target.ToArray();
    }

    /// <summary>Seals a stream of any length; returns length and hash of what was read.</summary>
    /// <param name="padding">Texts or files: nothing sealed shows its exact length.</param>
    public async Task<PlainFingerprint> SealAsync(Stream plain, Stream target, string field, int version, Padding padding, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)padding, (int)Padding.None);
        var header = ContentHeader.New(padding, Newest);
        using var cipher = ContentHeader.Cipher(header, _keys[Newest], HashOf(field, version));
        await target.WriteAsync(header, cancel).ConfigureAwait(false);
        return await ChunkedContent.SealAsync(cipher, (byte)padding, plain, target, cancel).ConfigureAwait(false);
    }

    /// <summary>Opens a stream; returns length and hash of what was written.</summary>
    /// <remarks>Each chunk is verified before it is written, but only the last one shows that nothing is missing: what was written counts once this returns.</remarks>
    /// <exception cref="VaultException">It was changed, cut short, belongs elsewhere or to a generation that is not open here.</exception>
    public async Task<PlainFingerprint> OpenAsync(Stream source, Stream plain, string field, int version, CancellationToken cancel)
    {
        var header = new byte[ContentHeader.Length];
        if (await source.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false) < header.Length) throw VaultException.NotSealed();
        ContentHeader.Check(header);
        if (!_keys.TryGetValue(ContentHeader.GenerationOf(header), out var key)) throw VaultException.NotForYou();
        using var cipher = ContentHeader.Cipher(header, key, HashOf(field, version));
        return await ChunkedContent.OpenAsync(cipher, header[5], source, plain, cancel).ConfigureAwait(false);
    }

    /// <summary>Wipes the keys.</summary>
    public void Dispose()
    {
        foreach (var key in _keys.Values) CryptographicOperations.ZeroMemory(key);
        _keys.Clear();
    }

    internal byte[] KeyOf(int generation) => _keys[generation];

    private Wrapped Wrap(IEnumerable<Recipient> recipients, IReadOnlyCollection<int> generations)
    {
        var (wraps, without) = (new List<KeyWrap>(), new List<string>());
        foreach (var (name, key) in recipients.DistinctBy(r => r.Name))
        {
            if (key is null) without.Add(name);
            else wraps.AddRange(generations.Select(g => new KeyWrap(name, g, WrapFormat.Seal(_keys[g], key, Place, WrapFormat.KeyField, name, g))));
        }

        return new(wraps, without);
    }

    private byte[] HashOf(string field, int version)
    {
        ArgumentException.ThrowIfNullOrEmpty(field);
        // Names with this sign belong to wraps, shares and locks.
        if (field[0] == '#') throw new ArgumentException("A field's name does not begin with #.", nameof(field));
        return Place.Hash(field, "", version);
    }
}
