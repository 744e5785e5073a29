#pragma warning disable
namespace Qinglian.Kernel.Access
{
    public interface IActors { Task<Actor?> LoadAsync(PersonId person, CancellationToken cancel); }
    public sealed record PersonName(PersonId Id, string Name, string? Post, UnitId Unit);
    public interface IPeople
    {
        Task<IReadOnlyDictionary<PersonId, PersonName>> NamesAsync(IEnumerable<PersonId> people, CancellationToken cancel);
        Task<IReadOnlyList<PersonName>> WithinAsync(IReadOnlyList<UnitId> units, CancellationToken cancel);
    }
}
