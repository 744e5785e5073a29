using Qinglian.Kernel;
using Qinglian.Kernel.Sealing;

namespace Qinglian.Tests.Unit.Sealing;

/// <summary>People with keys, and the places their envelopes belong to.</summary>
internal static class Sealed
{
    public const string Installation = "test.local";
    public static readonly Guid Dossier = new("01980000-0000-7000-8000-0000000000d1");
    public static readonly SealingPlace Report = new(Installation, Dossier, SealingPlace.Report);
    public static readonly SealingPlace Identity = new(Installation, Dossier, SealingPlace.Identity);

    // Cheap in tests; the rounds stand in each lock.
    public const int Rounds = 1000;

    public static readonly Person Li = new(1), Wang = new(2), Zhang = new(3), Zhao = new(4), Chen = new(5);

    public static IReadOnlyList<Party> Custodians(params IReadOnlyList<Person> people) => [.. people.Select((p, i) => new Party($"role-{i + 1}", [p.Recipient]))];

    public static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>Every single bit of something, turned one at a time in every byte.</summary>
    public static IEnumerable<byte[]> Damaged(byte[] whole)
    {
        for (var at = 0; at < whole.Length; at++)
        {
            var changed = (byte[])whole.Clone();
            changed[at] ^= (byte)(1 << (at % 8));
            yield return changed;
        }
    }
}

internal sealed class Person
{
    public Person(int number)
    {
        Id = new(new Guid($"01980000-0000-7000-8000-{number:D12}"));
        Key = SealingPrivateKey.New();
    }

    public PersonId Id { get; }
    public SealingPrivateKey Key { get; }
    public string Name => Recipient.NameOf(Id, 1);
    public Recipient Recipient => new(Name, Key.Public);
    public Recipient WithoutKey => new(Name, null);
}
